#!/bin/sh
# Hands the prompt to the command in MANENT_SHELL_COMMAND; without one, says how to set it.
if [ -z "${MANENT_SHELL_COMMAND-}" ]; then
  echo "set MANENT_SHELL_COMMAND to the command that shall answer, such as: ollama run llama3" >&2
  exit 1
fi
exec sh -c "$MANENT_SHELL_COMMAND"
