package dev.carillon.app.step;

/** One step of the start. */
public interface Step<T> {
    /** Does it, on the thread that starts. */
    T take() throws Exception;

    /** Takes the step, and says of one that fails which it was. */
    static <T> T of(String purpose, Step<T> step) throws StartFailure {
        try {
            return step.take();
        } catch (StartFailure failure) {
            throw failure;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", interrupted);
        } catch (Exception failure) {
            throw new StartFailure(purpose + ": " + Reasons.of(failure), failure);
        }
    }
}
