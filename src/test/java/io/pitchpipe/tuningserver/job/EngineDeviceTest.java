package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.tuningserver.TuningServerApplication;
import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the engine computes with is chosen when the server starts, or it does not start. */
@ExtendWith(OutputCaptureExtension.class)
class EngineDeviceTest {

    @TempDir
    Path data;

    @Test
    void a_device_that_is_not_here_keeps_the_server_from_starting_and_the_operator_reads_why(CapturedOutput output) {
        assertThatThrownBy(() -> start("device", "cuda:99")).hasRootCauseInstanceOf(EngineUnavailableException.class);
        assertThat(output)
                .contains("The device cuda:99 was asked for, but ")
                .contains("change pitchpipe.server.device (auto, cpu, cuda, cuda:N)");
    }

    @ParameterizedTest
    @CsvSource({"device, gpu, 'auto, cpu, cuda or cuda:N'", "dtype, fp8, FLOAT32"})
    void a_setting_that_means_nothing_is_refused_with_those_that_do(
            String setting, String value, String known, CapturedOutput output) {
        assertThatThrownBy(() -> start(setting, value));
        assertThat(output).contains("pitchpipe.server").contains(value).contains(known);
    }

    private void start(String setting, String value) {
        TuningServerApplication.application()
                .run(
                        "--server.port=0",
                        "--pitchpipe.server.data=" + data,
                        "--pitchpipe.server." + setting + "=" + value)
                .close();
    }
}
