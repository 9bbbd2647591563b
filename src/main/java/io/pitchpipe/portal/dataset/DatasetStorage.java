package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.InstanceAdmin;
import io.pitchpipe.portal.dataset.internal.RowPlaces;
import org.springframework.stereotype.Service;

/** Where the rows of datasets lie, for whoever runs the instance. */
@Service
public class DatasetStorage {

    private final RowPlaces places;

    DatasetStorage(RowPlaces places) {
        this.places = places;
    }

    /** Adds up the rows of all teams, which takes a second or so on a large instance; the bucket is not asked for it. */
    @InstanceAdmin
    public RowStorage look() {
        return places.look();
    }
}
