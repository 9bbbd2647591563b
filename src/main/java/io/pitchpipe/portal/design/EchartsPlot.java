package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws with Apache ECharts on a canvas, out of a custom element of our own: no Node build, nothing fetched from elsewhere. */
@Tag("pitchpipe-loss-plot")
@JavaScript("context://portal/echarts.min.js")
@JsModule("context://portal/loss-chart.js")
final class EchartsPlot extends Component implements LossChart.Plot {

    private static final long serialVersionUID = 1L;

    EchartsPlot() {
        getElement().setAttribute("data-testid", "loss-plot");
    }

    @Override
    public Component component() {
        return this;
    }

    @Override
    public void draw(Drawing drawing) {
        getElement().callJsFunction("draw", json(drawing));
    }

    @Override
    public void append(Drawing added) {
        getElement().callJsFunction("extend", json(added));
    }

    private static ObjectNode json(Drawing drawing) {
        var json = JacksonUtils.createObjectNode();
        json.set("train", points(drawing.train()));
        json.set("heldOut", points(drawing.heldOut()));
        json.put("lastStep", drawing.lastStep());
        var scale = drawing.scale();
        if (scale != null) {
            json.put("top", scale.top());
            json.put("interval", scale.interval());
        }
        if (drawing.above() != null) {
            json.put("above", drawing.above());
        }
        json.set("marks", notes(drawing.marks()));
        json.set("notes", notes(drawing.notes()));
        if (drawing.best() != null) {
            json.set("best", points(List.of(drawing.best())).get(0));
        }
        json.put("logarithmic", drawing.logarithmic());
        json.put("smoothed", drawing.smoothed());
        json.set("words", JacksonUtils.beanToJson(drawing.words()));
        return json;
    }

    /** Arrays, not objects: a curve of 5,000 points stays small on the wire. */
    private static ArrayNode points(List<Drawing.Drawn> points) {
        var array = JacksonUtils.createArrayNode();
        for (var point : points) {
            array.addArray()
                    .add(point.step())
                    .add(point.epoch())
                    .add(point.loss())
                    .add(point.smooth());
        }
        return array;
    }

    private static ArrayNode notes(List<LossChart.Note> notes) {
        var array = JacksonUtils.createArrayNode();
        for (var note : notes) {
            array.addArray().add(note.step()).add(note.text());
        }
        return array;
    }
}
