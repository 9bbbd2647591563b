/**
 * The HTTP surface: the Gemini API's tunedModels methods, keys and projects, errors, and the small admin surface. It speaks JSON as the public service does and leaves
 * everything else to {@code job}.
 */
@NullMarked
package io.pitchpipe.tuningserver.api;

import org.jspecify.annotations.NullMarked;
