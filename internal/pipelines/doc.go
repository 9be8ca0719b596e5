// Package pipelines has the scripts of the GitHub action, and tests of everything
// with which fvcfg runs in other people's pipelines: action.yml, the hooks for
// pre-commit, the Dockerfile and the examples of docs/pipelines.md.
package pipelines
