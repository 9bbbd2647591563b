#!/usr/bin/env bash
# Breaks the readers and the validator in a thousand small ways (PIT) and counts which of these the tests notice; fails below 80 %.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"

need_jdk
need_maven
cd "$ROOT"
say "Breaking the readers and the validator; this takes half an hour or more ..."
mvn -B -ntp -Pmutation -Dquick test-compile org.pitest:pitest-maven:mutationCoverage
say "What survived is listed in target/pit-reports/index.html."
