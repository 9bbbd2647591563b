package io.pitchpipe.portal.design;

/** Makes {@link LossChart} draw with Vaadin Charts; on the class path in the Maven profile {@code vaadin-charts} only. */
public final class VaadinChartsProvider implements LossChart.Provider {

    @Override
    public LossChart.Plot plot() {
        return new VaadinChartsPlot();
    }
}
