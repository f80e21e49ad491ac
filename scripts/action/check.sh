#!/usr/bin/env bash
# What the GitHub Action does: checks a change, writes SARIF to a file and Markdown to the summary of the job.
# Everything that others may have written comes in by the environment and is never part of a command.
set -euo pipefail

read -r -a paths <<<"${CHECK_PATH:-.}"
base=${CHECK_BASE:-${PULL_REQUEST_BASE:-}}
options=()
if [[ -n $base ]]; then
  # A shallow checkout does not have the base yet; a file or folder needs no fetching.
  if [[ ! -e $base ]] && ! git cat-file -e "$base^{commit}" 2>/dev/null; then
    git fetch --quiet --depth=1 origin -- "$base"
    git cat-file -e "$base^{commit}" 2>/dev/null || base=FETCH_HEAD
  fi
  options+=(--base "$base")
fi
if [[ -n ${CHECK_DATA:-} ]]; then options+=(--data "$CHECK_DATA"); fi

check() {
  "$SCOPELIGHT_ACTION/scopelight" check "${options[@]}" "$@" -- "${paths[@]}"
}

# What the findings mean for the job is decided once, at the end.
check --format sarif >"$CHECK_SARIF" || [[ $? -eq 3 ]]
check --format markdown >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}" || [[ $? -eq 3 ]]
echo "sarif-file=$CHECK_SARIF" >>"${GITHUB_OUTPUT:-/dev/null}"
if [[ -n ${CHECK_FAIL_ON:-} ]]; then check --fail-on "$CHECK_FAIL_ON"; fi
