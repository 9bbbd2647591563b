package io.pitchpipe.portal.backend.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.backend.ConnectionService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.TeamPanel;

/** The connection, as a section of the Team page. */
@org.springframework.stereotype.Component
class ConnectionTeamPanel implements TeamPanel {

    private final ConnectionService connections;
    private final Access access;

    ConnectionTeamPanel(ConnectionService connections, Access access) {
        this.connections = connections;
        this.access = access;
    }

    @Override
    public String titleKey() {
        return "connection.title";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Component create(TeamId team) {
        return new ConnectionPanel(connections, team, access.owner(team));
    }
}
