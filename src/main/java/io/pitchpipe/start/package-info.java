/** What portal and tuning server say when they cannot start, in which language they say everything, and how their databases are copied. Spring Boot finds it by META-INF/spring.factories; neither of the two knows it. */
@NullMarked
package io.pitchpipe.start;

import org.jspecify.annotations.NullMarked;
