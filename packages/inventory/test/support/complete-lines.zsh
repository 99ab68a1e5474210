# Prints what is offered at the end of each line of $LINES_FILE by the script in $SCRIPT: in a terminal of its own, since
# zsh completes nowhere else. What it finds goes through compadd.
if [[ -o interactive ]]; then
  PS1=
  autoload -U compinit
  compinit -u -D
  source "$SCRIPT"
  zstyle ":completion:*" verbose no
  compadd() {
    local -a all
    if [[ " ${argv[1,${argv[(i)(-|--)]}]} " != *" -"[OAD]" "* ]]; then
      builtin compadd -A all "$@"
      hits+=("$all[@]")
    fi
    builtin compadd "$@"
  }
  all-lines() {
    typeset -ga hits
    local line
    for line in "${(@f)$(<$LINES_FILE)}"; do
      BUFFER=$line CURSOR=$#line hits=()
      zle list-choices
      print -r -- "${(pj.\t.)${(@Q)hits}}" >>$FOUND
    done
    # In two parts: the terminal repeats what it is given.
    print -r -- "<<e""nd>>"
  }
  zle -N all-lines
  bindkey "^T" all-lines
  print -r -- "<<read""y>>"
else
  zmodload zsh/zpty
  zpty terminal zsh -f -i
  zpty -w terminal "source $DRIVER"
  zpty -r terminal seen "*<<ready>>*"
  zpty -w -n terminal $'\C-T'
  zpty -r terminal seen "*<<end>>*"
  zpty -d terminal
  cat $FOUND
fi
