#!/usr/bin/env bash
# The first step of the GitHub action: installs fvcfg in the runner's temporary
# folder and puts it on the PATH of the steps that follow.
#
#   INPUT_VERSION   a release, "source", or nothing: see action.yml
#   ACTION_REF      the tag, branch or commit that the action is used at
#   FVCFG_RELEASES  where releases are, for runners that reach a mirror only
set -euo pipefail

releases=${FVCFG_RELEASES:-https://github.com/fvcfg/fvcfg/releases/download}
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$RUNNER_TEMP/fvcfg
program=fvcfg
if [[ $RUNNER_OS == Windows ]]; then
	program=fvcfg.exe
fi

# fail prints an error, which GitHub shows with the job.
fail() {
	printf '::error title=fvcfg::%s\n' "$*"
	exit 1
}

is_release() {
	[[ $1 =~ ^v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]
}

# archive_of VERSION gives the name of the release's archive for this runner, or
# fails where releases have none.
archive_of() {
	local os arch extension=tar.gz
	case $RUNNER_OS in
	Linux) os=linux ;;
	macOS) os=darwin ;;
	Windows) os=windows extension=zip ;;
	*) return 1 ;;
	esac
	case $RUNNER_ARCH in
	X64) arch=amd64 ;;
	ARM64) arch=arm64 ;;
	*) return 1 ;;
	esac
	printf 'fvcfg_%s_%s_%s.%s\n' "$1" "$os" "$arch" "$extension"
}

download() {
	curl --fail --silent --show-error --location --retry 3 --output "$folder/$2" "$releases/$1/$2"
}

sha256_of() {
	if command -v sha256sum >/dev/null; then
		sha256sum <"$1"
	else
		shasum -a 256 <"$1"
	fi | cut -d ' ' -f 1
}

# install_release VERSION ARCHIVE fails with 1 where there is no such release, and
# stops where what came is not what the release's checksums say.
install_release() {
	local tag=v$1 archive=$2 want got
	download "$tag" checksums.txt || return 1
	download "$tag" "$archive" || return 1
	want=$(awk -v name="$archive" '$2 == name { print $1 }' "$folder/checksums.txt")
	got=$(sha256_of "$folder/$archive")
	[[ -n $want ]] || fail "checksums.txt of $tag does not list $archive"
	[[ $got == "$want" ]] || fail "$archive of $tag has the SHA-256 $got and should have $want: was the download cut off or changed?"
	case $archive in
	*.zip) unzip -q -o "$folder/$archive" "$program" -d "$folder/bin" ;;
	*) tar -xzf "$folder/$archive" -C "$folder/bin" "$program" ;;
	esac
}

install_source() {
	command -v go >/dev/null ||
		fail "there is no Go on this runner to build fvcfg with: give a release as version, or have actions/setup-go run first"
	CGO_ENABLED=0 go build -C "$checkout" -trimpath -buildvcs=false -o "$folder/bin/$program" ./cmd/fvcfg
}

mkdir -p "$folder/bin"
wanted=${INPUT_VERSION:-}
if [[ -n $wanted && $wanted != source ]]; then
	is_release "$wanted" || fail "version is a release such as v1.2.3, or source"
	archive=$(archive_of "${wanted#v}") || fail "releases have no archive for $RUNNER_OS on $RUNNER_ARCH: give source as version"
	install_release "${wanted#v}" "$archive" || fail "release v${wanted#v} could not be downloaded"
elif [[ -z $wanted ]] && is_release "${ACTION_REF:-}" && archive=$(archive_of "${ACTION_REF#v}"); then
	install_release "${ACTION_REF#v}" "$archive" || install_source
else
	install_source
fi

"$folder/bin/$program" version
printf '%s\n' "$folder/bin" >>"$GITHUB_PATH"
