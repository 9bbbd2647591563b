package io.pitchpipe.tuningserver.lm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101), step by step as torch.optim.AdamW does it. Its moments are kept tensors. */
final class AdamW implements AutoCloseable {

    /** torch.optim.AdamW's defaults. */
    static final double BETA_1 = 0.9;

    static final double BETA_2 = 0.999;
    static final double EPSILON = 1e-8;
    static final double WEIGHT_DECAY = 0.01;

    /** Gradients are scaled down to this norm, the default of transformers' Trainer. */
    static final double MAX_GRADIENT_NORM = 1.0;

    private final Map<String, Tensor> parameters;
    private final Map<String, Tensor> first = new LinkedHashMap<>();
    private final Map<String, Tensor> second = new LinkedHashMap<>();
    private final double beta2;
    private final double weightDecay;

    /** With the defaults above. */
    AdamW(Map<String, Tensor> parameters) {
        this(parameters, BETA_2, WEIGHT_DECAY);
    }

    /** @param parameters leaves that require a gradient */
    AdamW(Map<String, Tensor> parameters, double beta2, double weightDecay) {
        this.parameters = parameters;
        this.beta2 = beta2;
        this.weightDecay = weightDecay;
        parameters.forEach((name, parameter) -> {
            first.put(name, zeros(parameter));
            second.put(name, zeros(parameter));
        });
    }

    private static Tensor zeros(Tensor like) {
        return Native.keep(like.detach().clone().zero_());
    }

    /** First moments by parameter. */
    Map<String, Tensor> firstMoments() {
        return first;
    }

    /** Second moments by parameter. */
    Map<String, Tensor> secondMoments() {
        return second;
    }

    /**
     * One update from the gradients, which are cleared. To be called without gradient recording.
     *
     * @param step from 1, for the bias correction
     * @throws TrainingDivergedException when the gradients are no numbers; nothing is changed then
     */
    void step(int step, double learningRate) {
        double clip = clip();
        if (!Double.isFinite(clip)) {
            throw TrainingDivergedException.ofGradients(step);
        }
        double correction1 = 1 - Math.pow(BETA_1, step);
        double correction2 = Math.sqrt(1 - Math.pow(beta2, step));
        parameters.forEach((name, parameter) -> {
            Tensor gradient = parameter.mutable_grad();
            if (clip < 1) {
                gradient.mul_(new Scalar(clip));
            }
            Tensor m = first(name).lerp_(gradient, new Scalar(1 - BETA_1));
            Tensor v = second(name).mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
            Tensor denominator = v.sqrt().div_(new Scalar(correction2)).add_(new Scalar(EPSILON));
            parameter.mul_(new Scalar(1 - learningRate * weightDecay));
            parameter.addcdiv_(m, denominator, new Scalar(-learningRate / correction1));
            gradient.zero_();
        });
    }

    private Tensor first(String name) {
        return java.util.Objects.requireNonNull(first.get(name));
    }

    private Tensor second(String name) {
        return java.util.Objects.requireNonNull(second.get(name));
    }

    /** The factor that brings the norm of all gradients down to the most allowed, at most 1; NaN when they are not finite; 1e-6 as torch.nn.utils.clip_grad_norm_ has it. */
    private double clip() {
        Tensor sum = torch.zeros(1).to(ScalarType.Double);
        for (Tensor parameter : parameters.values()) {
            Tensor gradient = parameter.mutable_grad().flatten();
            Tensor square = gradient.dot(gradient);
            // Added up where the gradients are: asking a GPU for each of hundreds would wait for it as often.
            sum = sum.is_cpu() == square.is_cpu()
                    ? sum.add_(square)
                    : sum.to(square.device(), ScalarType.Double).add_(square);
        }
        double squares = sum.item_double();
        return Double.isFinite(squares) ? Math.min(1, MAX_GRADIENT_NORM / (Math.sqrt(squares) + 1e-6)) : Double.NaN;
    }

    @Override
    public void close() {
        first.values().forEach(Native::free);
        second.values().forEach(Native::free);
    }
}
