#!/bin/sh
# Stands in for curl where a script downloads from github.com: asks the test's server
# for the same path.
for argument in "$@"; do
	shift
	case $argument in
	https://github.com/*) set -- "$@" "$SERVER/${argument#https://github.com/}" ;;
	*) set -- "$@" "$argument" ;;
	esac
done
exec curl "$@"
