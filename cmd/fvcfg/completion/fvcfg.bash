# Completion of fvcfg for bash 3.2 and later. Nothing of the line is expanded or run, and
# no other package is needed.

# Splits the line up to the cursor into words as the shell would: words has them without
# their quotes, raw the last one as it is typed, and quote the quote that is open.
__fvcfg_split() {
	local line=$1 word='' c begun=''
	words=() raw='' quote=''
	while [[ -n $line ]]; do
		c=${line:0:1} line=${line:1}
		if [[ -z $quote && $c == [[:space:]] ]]; then
			[[ -n $begun ]] && words+=("$word")
			word='' raw='' begun=''
			continue
		fi
		raw+=$c begun=yes
		if [[ $c == "$quote" ]]; then
			quote=''
		elif [[ $c == \\ && $quote != \' ]]; then
			c=${line:0:1} line=${line:1} raw+=$c
			[[ $quote == \" && $c != [\"\\\$\`] ]] && word+=\\
			word+=$c
		elif [[ -z $quote && $c == [\'\"] ]]; then
			quote=$c
		else
			word+=$c
		fi
	done
	words+=("$word")
}

# Quotes a text for the place it goes to, and leaves it in quoted.
__fvcfg_quote() {
	local text=$1 escaped='' c
	case $quote in
	\') quoted=${text//\'/\'\\\'\'} ;;
	\")
		while [[ -n $text ]]; do
			c=${text:0:1} text=${text:1}
			[[ $c == [\"\\\$\`] ]] && escaped+=\\
			escaped+=$c
		done
		quoted=$escaped
		;;
	*) if [[ -n $text ]]; then printf -v quoted %q "$text"; else quoted=''; fi ;;
	esac
}

__fvcfg_option() {
	if [[ $(type -t compopt) == builtin ]]; then
		compopt "$@"
	fi
}

# Completes names of files: all folders, and of the rest what has one of the extensions.
__fvcfg_files() {
	local name=$1 extension file
	shift
	[[ $name == \~/* ]] && name=$HOME${name:1}
	while IFS='' read -r file; do
		if [[ -d $file ]]; then
			COMPREPLY+=("${file:$cut}")
			continue
		fi
		for extension; do
			[[ $file == *."$extension" ]] && COMPREPLY+=("${file:$cut}")
		done
	done < <(compgen -f -- "$name")
	__fvcfg_option -o filenames
}

_fvcfg() {
	local program=$1 typed=$2 words raw quote quoted open word flag='' head out line directive cut
	local lines=()
	COMPREPLY=()
	__fvcfg_split "${COMP_LINE:0:COMP_POINT}"
	word=${words[${#words[@]} - 1]} open=$quote
	[[ $program == \~/* ]] && program=$HOME${program:1}
	[[ $(type -t "$program") == alias ]] && program=fvcfg
	local arguments=("${words[@]:1}") i
	for ((i = 0; i + 1 < ${#arguments[@]}; i++)); do
		[[ ${arguments[i]} == \~/* ]] && arguments[i]=$HOME${arguments[i]:1}
	done
	out=$("$program" __complete "${arguments[@]}" 2>/dev/null </dev/null) || return
	while IFS='' read -r line; do lines+=("$line"); done <<<"$out"
	directive=${lines[${#lines[@]} - 1]#:}
	unset "lines[${#lines[@]} - 1]"
	[[ $directive == *[!0-9]* || -z $directive ]] && return
	((directive & 1)) && return

	# bash replaces what stands behind the last :, = or quote: so much of a value is cut off.
	[[ $word == -*=* ]] && flag=${word%%=*}=
	head=${raw%"$typed"}
	__fvcfg_split "$head"
	head=${words[${#words[@]} - 1]} quote=$open
	cut=$((${#head} - ${#flag}))
	((cut < 0)) && cut=0

	((directive & 2)) && __fvcfg_option -o nospace
	((directive & 4)) && __fvcfg_option +o default
	if ((directive & 24)); then
		((directive & 16)) && lines=()
		__fvcfg_files "${word#"$flag"}" "${lines[@]}"
		return
	fi
	for line in "${lines[@]}"; do
		local value=${line%%$'\t'*} about=''
		[[ $line == *$'\t'* ]] && about=${line#*$'\t'}
		# Where bash only lists, what a value is stands beside it, and nothing is quoted.
		if [[ $COMP_TYPE == 63 && ${#lines[@]} -gt 1 ]]; then
			COMPREPLY+=("${value:$cut}${about:+  ($about)}")
			continue
		fi
		__fvcfg_quote "${value:$cut}"
		COMPREPLY+=("$quoted")
	done
}

complete -o default -F _fvcfg fvcfg
