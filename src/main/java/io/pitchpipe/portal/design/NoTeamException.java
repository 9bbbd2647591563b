package io.pitchpipe.portal.design;

/** The person looking belongs to no team, so there is nothing of a team to show. */
public class NoTeamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoTeamException() {
        super("The signed-in user belongs to no team");
    }
}
