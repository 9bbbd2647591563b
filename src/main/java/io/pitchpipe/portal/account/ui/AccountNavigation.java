package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import org.springframework.modulith.NamedInterface;

/** The ways into this module's views. */
@NamedInterface("navigation")
public final class AccountNavigation {

    private AccountNavigation() {}

    /** The page where people sign in. */
    public static Class<? extends Component> signIn() {
        return LoginView.class;
    }
}
