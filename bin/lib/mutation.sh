#!/usr/bin/env bash
# Breaks the readers and the validator in thousands of small ways (PIT) and counts which of these the tests notice; fails below 80 %.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"

need_jdk
need_maven
cd "$ROOT"
threads=$(nproc)
[ "$threads" -le 8 ] || threads=8
say "Breaking the readers and the validator, $threads at a time; a quarter of an hour or more ..."
started=$(date +%s)
outcome=0
rm -rf target/pit-reports
mvn -B -ntp -Pmutation -Dquick -Dthreads="$threads" test-compile org.pitest:pitest-maven:mutationCoverage || outcome=$?
[ -e target/pit-reports/mutations.csv ] || die "No mutant was tried."

# A mutant counts as noticed if a test fails, or no longer ends, or runs out of memory. Nested classes count as part of their own.
awk -F, '
  { class = $2; sub(/.*\./, "", class); sub(/\$.*/, "", class); all[class]++; sum++ }
  $6 == "KILLED" || $6 == "TIMED_OUT" || $6 == "MEMORY_ERROR" { killed[class]++; noticed++ }
  END {
    for (class in all) printf "%-24s %5d of %5d  %3d %%\n", class, killed[class], all[class], 100 * killed[class] / all[class] | "sort"
    close("sort")
    printf "%-24s %5d of %5d  %3d %%\n", "all", noticed, sum, 100 * noticed / sum
  }' target/pit-reports/mutations.csv
say "That took $(( $(date +%s) - started )) s. What survived is listed in target/pit-reports/index.html."
exit "$outcome"
