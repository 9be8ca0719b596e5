# Completion of fvcfg for fish 3.2 and later. Nothing of the line is run.

# Asks fvcfg and leaves its values. It fails where files are to be named, which fish then
# does by itself.
function __fvcfg_ask
    set -g __fvcfg_values
    set -l tokens (commandline -opc)
    set -l word (string unescape -- (commandline -ct)) # of an open quote, too
    set -l answer (command $tokens[1] __complete $tokens[2..] "$word" 2>/dev/null </dev/null)
    or return 0
    set -l directive (string replace -r '^:' '' -- $answer[-1])
    set -e answer[-1]
    string match -qr '^[0-9]+$' -- "$directive"; or return 0
    test (math "bitand($directive, 1)") -ne 0; and return 0
    test (math "bitand($directive, 8)") -ne 0; and return 1
    set -l flag (string match -r '^-[^=]*=' -- "$word")
    if test (math "bitand($directive, 16)") -ne 0
        set answer (__fish_complete_directories (string replace -- "$flag" '' "$word") '')
    end
    for line in $answer
        set -a __fvcfg_values "$flag$line"
    end
    test (count $__fvcfg_values) -gt 0; and return 0
    test (math "bitand($directive, 4)") -ne 0
end

complete -c fvcfg -e
complete -c fvcfg -n __fvcfg_ask -f -a '$__fvcfg_values'
