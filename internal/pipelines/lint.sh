#!/usr/bin/env bash
# The second step of the GitHub action: runs "fvcfg lint" with the action's inputs.
# What an input holds is data: no line of it is read as shell, and a path that
# begins with a dash is no flag.
set -euo pipefail

# lines VALUE prints the lines of an input without the blanks around them, and
# without empty ones.
lines() {
	sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e '/^$/d' <<<"$1"
}

arguments=("--format=$INPUT_FORMAT" "--fail-on=$INPUT_FAIL_ON")
if [[ -n $INPUT_MODEL ]]; then
	arguments+=("--model=$INPUT_MODEL")
fi
while IFS= read -r argument; do
	case $argument in
	--key | --key=*)
		echo '::error title=fvcfg::a key on the command line shows in the log: set FVCFG_KEY from a secret, in the environment of the step'
		exit 2
		;;
	esac
	arguments+=("$argument")
done < <(lines "$INPUT_ARGS")
arguments+=(--)
while IFS= read -r path; do
	arguments+=("$path")
done < <(lines "$INPUT_PATHS")

code=0
if [[ -n $INPUT_REPORT ]]; then
	fvcfg lint "${arguments[@]}" >"$INPUT_REPORT" || code=$?
else
	fvcfg lint "${arguments[@]}" || code=$?
fi
printf 'exit-code=%d\n' "$code" >>"$GITHUB_OUTPUT"
exit "$code"
