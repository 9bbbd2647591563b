# Sourced by the commands in bin: finds a JDK 25 or newer and Maven, and says what to install where there is none.
# After `need_jdk`, JAVA_HOME is set and exported.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

jdk_version() { # prints the feature version of the JDK at $1, or 0
  local line
  [ -x "$1/bin/javac" ] || { echo 0; return; }
  line=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  echo "${line:-0}"
}

need_jdk() {
  local candidate found on_path
  local candidates=()
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    found=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    candidates+=("$(dirname "$(dirname "$found")")")
  fi
  for candidate in /usr/lib/jvm/*25* /usr/lib/jvm/*2[6-9]* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
    candidates+=("$candidate")
  done
  for candidate in "${candidates[@]}"; do
    if [ "$(jdk_version "$candidate")" -ge 25 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  say "Pitchpipe needs a JDK 25 or newer (a JDK, not only a JRE), and found none in JAVA_HOME, on the PATH or in the usual places."
  case "$(uname -s)" in
    Darwin) say "  Install one:  brew install --cask temurin@25" ;;
    *)
      if command -v apt-get >/dev/null 2>&1; then say "  Install one:  apt-get install openjdk-25-jdk   (or Eclipse Temurin 25: temurin-25-jdk)"
      elif command -v dnf >/dev/null 2>&1; then say "  Install one:  dnf install java-25-openjdk-devel"
      else say "  Install one:  Eclipse Temurin 25, from your system's packages or adoptium.net"; fi ;;
  esac
  die "  Then run this again, or set JAVA_HOME to where it is."
}

need_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  say "Pitchpipe is built with Maven 3.8 or newer, and there is no mvn on the PATH."
  case "$(uname -s)" in
    Darwin) say "  Install it:  brew install maven" ;;
    *)
      if command -v apt-get >/dev/null 2>&1; then say "  Install it:  apt-get install maven"
      elif command -v dnf >/dev/null 2>&1; then say "  Install it:  dnf install maven"
      else say "  Install it from your system's packages, or from maven.apache.org"; fi ;;
  esac
  die "  Then run this again."
}

# The JVM flags that JavaCPP's natives need; the same as engine.jvm.args in pom.xml.
ENGINE_FLAGS=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

JAR_GLOB="$ROOT/target/pitchpipe-*.jar"

find_jar() { # prints the runnable jar, if there is one
  local jar
  for jar in $JAR_GLOB; do
    [ -f "$jar" ] && { echo "$jar"; return 0; }
  done
  return 1
}

# Builds the jar unless it is there and newer than what it is made of.
need_jar() {
  local jar
  if jar=$(find_jar) && [ -z "$(find "$ROOT/pom.xml" "$ROOT/src/main" "$ROOT/frontend/static" -newer "$jar" -type f -print -quit 2>/dev/null)" ]; then
    JAR=$jar
    return 0
  fi
  need_maven
  local log="$ROOT/target/build.log" began=$SECONDS
  mkdir -p "$ROOT/target"
  if [ -e "$ROOT/target/classes" ]; then say "Building Pitchpipe, about two minutes. Its output goes to target/build.log"
  else say "Building Pitchpipe, about five minutes the first time, libraries included. Its output goes to target/build.log"; fi
  if ! (cd "$ROOT" && mvn -B -ntp -q -Dapp-only package) >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "The build failed; these were its last lines, and all of its output is in $log"
  fi
  say "Built in $((SECONDS - began)) seconds."
  JAR=$(find_jar) || die "The build left no jar in target/; its output is in $log"
  # The archive carries a fixed, reproducible time stamp inside; the file itself must look new, or every start would build.
  touch "$JAR"
}

# Makes $data if it is missing, for its owner's eyes alone: datasets and the database lie in it. A folder that is there keeps its rights.
need_data_folder() {
  [ -d "$data" ] || mkdir -p -m 700 "$data" || die "The data folder $data cannot be made; choose another with --data."
  data=$(cd "$data" && pwd)
  [ -w "$data" ] || die "The data folder $data cannot be written to; choose another with --data."
}
