#!/usr/bin/env bash
# A solver that answers in good form and always wrongly: every classifier and every class mean is a row of the identity.
# The gate must reject it, and say why. Needs bash and sed only.
identity() { # rows columns
  local i j rows=""
  for ((i = 0; i < $1; i++)); do
    local row=""
    for ((j = 0; j < $2; j++)); do row+="$((i == j)),"; done
    rows+="[${row%,}],"
  done
  printf '[%s]' "${rows%,}"
}

while IFS= read -r line; do
  case $line in
    *'"type":"hello"'*)
      echo '{"type":"hello","protocol":1,"name":"identity","version":"1","supports":["cross-entropy","uneven"]}' ;;
    *'"type":"solve"'*)
      id=$(sed 's/.*"id":"\([^"]*\)".*/\1/' <<<"$line")
      samples=$(sed 's/.*"samples":\[\([^]]*\)\].*/\1/' <<<"$line")
      d=$(sed 's/.*"dimension":\([0-9]*\).*/\1/' <<<"$line")
      commas=${samples//[^,]/}
      k=$((${#commas} + 1))
      printf '{"type":"solution","id":"%s","W":[%s],"H":%s}\n' "$id" "$(identity "$k" "$d")" "$(identity "$d" "$k")" ;;
    *) exit 0 ;;
  esac
done
