package io.pitchpipe.portal.dataset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.streams.UploadResult;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.testing.PortalTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;

class FileReceiverTest extends PortalTest {

    @Autowired
    DatasetService datasets;

    @ParameterizedTest
    @CsvSource({"dataset.refused.TOO_LARGE, 413", "dataset.refused.BINARY, 422"})
    void a_file_that_is_too_large_is_answered_with_the_status_for_that(String reason, int status) {
        var answer = new MockHttpServletResponse();
        var response = new VaadinServletResponse(answer, (VaadinServletService) VaadinService.getCurrent());
        var result = new UploadResult(
                false, response, null, List.of(), List.of(new UploadResult.RejectedFile("big.csv", reason)));
        new FileReceiver(datasets, new TeamId(UUID.randomUUID()), upload -> {}, refused -> {}).responseHandled(result);
        assertThat(answer.getStatus()).isEqualTo(status);
    }
}
