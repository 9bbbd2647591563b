package io.pitchpipe.tuningserver.api;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * HTTP/1.1 whose requests can be asked whether their caller has hung up. A servlet learns that otherwise only from a write that fails, which is too late for an answer
 * that is worked on for minutes and written once. Asking looks into the connection without waiting; what the caller sent ahead stays in its buffer. A caller that closes
 * only its sending side counts as gone. Public, since Tomcat makes it by name.
 */
public final class WatchedConnections extends Http11NioProtocol {

    /** The request attribute that tells whether the caller is gone, a {@link BooleanSupplier} for the request's own thread. */
    static final String GONE = "pitchpipe.gone";

    @Override
    protected Processor createProcessor() {
        var announcer = new Announcer(getAdapter());
        var processor = new Watched(this, announcer);
        announcer.gone = processor::gone;
        return processor;
    }

    private static final class Watched extends Http11Processor {

        Watched(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        boolean gone() {
            var socket = getSocketWrapper();
            try {
                if (socket != null) {
                    socket.isReadyForRead();
                }
                return false;
            } catch (IOException closed) {
                return true;
            }
        }
    }

    /** Gives each request of a connection the question's answerer. */
    private static final class Announcer implements Adapter {

        private final Adapter next;
        private BooleanSupplier gone = () -> false;

        Announcer(Adapter next) {
            this.next = next;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            request.setAttribute(GONE, gone);
            next.service(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return next.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return next.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            next.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            next.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return next.getDomain();
        }
    }
}
