package io.pitchpipe.testing;

import java.io.IOException;
import java.util.Arrays;

/** Runs another main class, in a process of its own that ends when its standard input does: with the tests, however those end. */
public final class EndsWithParent {

    private EndsWithParent() {}

    /** @param arguments the main class, and its own arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nobody writes anything; the end is all that comes.
                }
            } catch (IOException broken) {
                // That is the end, too.
            }
            Runtime.getRuntime().halt(0);
        });
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
