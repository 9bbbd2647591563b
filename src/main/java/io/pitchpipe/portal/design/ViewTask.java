package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A service call that may block, made off the session lock with the caller's identity; its outcome comes back to the view under
 * the lock, or nowhere when the view has gone: <pre>{@code
 * ViewTask.call(() -> datasets.count(team)).then(this::show).start(this);
 * }</pre>
 * A failure that nobody handles is told by {@link Notifications#failed(Throwable)}.
 */
public final class ViewTask<T> {

    private static final ExecutorService THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("view-task-", 0).factory());

    private final Callable<T> work;
    private Consumer<? super T> then = result -> {};
    private Consumer<Exception> otherwise = Notifications::failed;
    private @Nullable Runnable lastly;

    private ViewTask(Callable<T> work) {
        this.work = work;
    }

    /** @param work runs on its own thread: it must touch no component */
    public static <T> ViewTask<T> call(Callable<T> work) {
        return new ViewTask<>(work);
    }

    /** @see #call */
    public static ViewTask<Boolean> run(Runnable work) {
        return new ViewTask<>(() -> {
            work.run();
            return true;
        });
    }

    public ViewTask<T> then(Consumer<? super T> then) {
        this.then = then;
        return this;
    }

    public ViewTask<T> otherwise(Consumer<Exception> otherwise) {
        this.otherwise = otherwise;
        return this;
    }

    /** After either outcome, such as enabling a button again. */
    public ViewTask<T> lastly(Runnable lastly) {
        this.lastly = lastly;
        return this;
    }

    /**
     * Starts the work.
     *
     * @param owner the component the outcome is for: what is detached by then is not called
     */
    public void start(Component owner) {
        var ui = owner.getUI().orElseGet(UI::getCurrent);
        if (ui == null) {
            throw new IllegalStateException("A view task is started from the UI thread");
        }
        var secured = DelegatingSecurityContextCallable.create(work, SecurityContextHolder.getContext());
        THREADS.execute(() -> perform(ui, owner, secured));
    }

    private void perform(UI ui, Component owner, Callable<T> secured) {
        Runnable outcome;
        try {
            var result = secured.call();
            outcome = () -> then.accept(result);
        } catch (Exception failure) {
            outcome = () -> otherwise.accept(failure);
        }
        deliver(ui, owner, outcome);
    }

    private void deliver(UI ui, Component owner, Runnable outcome) {
        try {
            ui.access(() -> {
                if (owner.isAttached()) {
                    outcome.run();
                    if (lastly != null) {
                        lastly.run();
                    }
                }
            });
        } catch (UIDetachedException gone) {
            // The page was closed meanwhile: nobody is there to tell.
            return;
        }
    }
}
