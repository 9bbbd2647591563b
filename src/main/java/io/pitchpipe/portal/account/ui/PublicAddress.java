package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.server.VaadinServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The address people reach this portal by: as configured, else as the present request named it (its host has been checked). */
@Component
class PublicAddress {

    private final String baseUrl;

    PublicAddress(@Value("${pitchpipe.base-url:}") String baseUrl) {
        this.baseUrl = baseUrl.strip().replaceAll("/+$", "");
    }

    /** @param path with a leading slash */
    String of(String path) {
        if (!baseUrl.isEmpty()) {
            return baseUrl + path;
        }
        var request = VaadinServletRequest.getCurrent();
        if (request == null) {
            return path;
        }
        var http = request.getHttpServletRequest();
        var usual = http.getServerPort() == (http.isSecure() ? 443 : 80);
        return http.getScheme() + "://" + http.getServerName() + (usual ? "" : ":" + http.getServerPort()) + path;
    }
}
