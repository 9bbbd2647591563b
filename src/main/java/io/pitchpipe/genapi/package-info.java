/**
 * Wire records of the Gemini API's tunedModels surface, used by the tuning server that speaks it and by the portal's client alike, and pinned to the public
 * documents by golden JSON. They carry Jackson annotations and nothing else: how numbers look and what is refused is decided where JSON is read and written.
 */
@NullMarked
package io.pitchpipe.genapi;

import org.jspecify.annotations.NullMarked;
