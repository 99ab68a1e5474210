# Prints what is offered at the end of each line of $LINES_FILE by the script in $SCRIPT. Readline is played: it gives
# the line, and completes files by itself where it was not asked to leave that.
compopt() { changed="$*"; }
source "$SCRIPT"
read -r -a registered <<<"$(complete -p rekognition-inventory)"
while IFS= read -r line; do
  COMP_LINE=$line COMP_POINT=${#line} changed=
  "${registered[4]}"
  path=${line##*[ =]}
  if ((${#COMPREPLY[@]} == 0)); then
    case $changed in
      "") IFS=$'\n' read -r -d "" -a COMPREPLY < <(compgen -f -- "$path") ;;
      *dirnames*) IFS=$'\n' read -r -d "" -a COMPREPLY < <(compgen -d -- "$path") ;;
    esac
  fi
  printf "%s\t" "${COMPREPLY[@]}"
  echo
done <"$LINES_FILE"
