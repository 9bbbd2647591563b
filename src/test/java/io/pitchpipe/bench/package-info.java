/** The benchmarks that {@code bin/bench} runs. They print figures; they test nothing. */
@NullMarked
package io.pitchpipe.bench;

import org.jspecify.annotations.NullMarked;
