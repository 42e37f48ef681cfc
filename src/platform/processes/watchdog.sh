# Ends a command's processes when the command itself is gone in any way: its end of our standard input closes with it.
# It is a shell, because that costs 1 MB and survives signals that stop a Node process. The command writes lines:
#   part PID SIGNAL      end it so; a negative PID is a process group
#   database PID SIGNAL  the same, but after all parts
#   ended PID            it is gone, forget it
#   folder PATH          remove it at the end
#   hurry                the command has told them all to end already
trap '' HUP INT TERM
parts= databases= folders= tenths=110

forget() { # LIST PID
  for one in $1; do [ "${one%:*}" = "$2" ] || printf ' %s' "$one"; done
}
tell() { # SIGNAL LIST: '' is the signal of each
  for one in $2; do kill "-${1:-${one#*:}}" "${one%:*}" 2>/dev/null; done
}
alive() { # LIST
  for one in $1; do kill -0 "${one%:*}" 2>/dev/null && return 0; done
  return 1
}
await() { # LIST TENTHS
  left=$2
  while [ "$left" -gt 0 ] && alive "$1"; do
    sleep 0.1
    left=$((left - 1))
  done
}

while read -r word rest; do
  case $word in
    part) parts="$parts ${rest% *}:${rest#* }" ;;
    database) databases="$databases ${rest% *}:${rest#* }" ;;
    ended)
      parts=$(forget "$parts" "$rest")
      databases=$(forget "$databases" "$rest")
      ;;
    folder) folders="$folders
$rest" ;;
    hurry) tenths=10 ;;
  esac
done

tell '' "$parts"
await "$parts" "$tenths"
tell KILL "$parts"
tell '' "$databases"
await "$databases" 30
tell QUIT "$databases"
await "$databases" 10
tell KILL "$databases"
printf '%s\n' "$folders" | while read -r folder; do [ -z "$folder" ] || rm -rf -- "$folder"; done
