package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.dataset.DatasetStorage;
import io.pitchpipe.portal.design.InstancePanel;

/** Where rows lie, under Administration · Instance. */
@org.springframework.stereotype.Component
class StorageInstancePanel implements InstancePanel {

    private final DatasetStorage storage;

    StorageInstancePanel(DatasetStorage storage) {
        this.storage = storage;
    }

    @Override
    public int order() {
        return 15;
    }

    @Override
    public Component create() {
        return new StoragePanel(storage::look);
    }
}
