# Prints what is offered at the end of each line of $LINES_FILE by the script in $SCRIPT.
source $SCRIPT
while read -l line
    echo (complete -C $line | string replace -r '\t.*' '' | string join \t)
end <$LINES_FILE
