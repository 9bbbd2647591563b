package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivingTest {

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "'..\\..\\windows\\win.ini', win.ini",
        "'data\u0000.csv', data.csv",
        "'exe\u202Evsc.csv', exevsc.csv",
        "'a\u200Bb.csv', ab.csv",
        "'../', file",
        "'  ', file"
    })
    void a_file_s_name_is_its_last_part_without_what_cannot_be_seen(String sent, String shown) {
        assertThat(Receiving.safeName(sent)).isEqualTo(shown);
    }
}
