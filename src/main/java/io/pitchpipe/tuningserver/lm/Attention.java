package io.pitchpipe.tuningserver.lm;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Grouped-query attention: every key-value head serves several query heads. Queries, keys and values come as [length, heads, headWidth], of all texts one behind the other. */
final class Attention {

    private final ModelConfig config;
    private final Placement placement;
    private final @Nullable AttentionBounds bounds;

    Attention(ModelConfig config, Placement placement) {
        this.config = config;
        this.placement = placement;
        bounds = config.bounds();
    }

    /** Every position looks at itself and at what stands before it in its own text, in a local layer within the window. Gives [length, heads·headWidth]. */
    Tensor causal(Tensor q, Tensor k, Tensor v, List<TextRun> runs, boolean local) {
        if (runs.size() == 1) {
            return causal(q, k, v, runs.getFirst(), local);
        }
        TensorVector mixed = new TensorVector();
        long from = 0;
        for (TextRun run : runs) {
            long tokens = run.tokens();
            mixed.push_back(causal(
                    q.narrow(0, from, tokens), k.narrow(0, from, tokens), v.narrow(0, from, tokens), run, local));
            from += tokens;
        }
        return torch.cat(mixed, 0);
    }

    private Tensor causal(Tensor q, Tensor k, Tensor v, TextRun run, boolean local) {
        int window = local && bounds != null ? Math.min(bounds.window(), run.length()) : run.length();
        Tensor mixed = attend(texts(q, run), repeat(texts(k, run)), repeat(texts(v, run)), window);
        return mixed.transpose(1, 2).reshape(run.tokens(), (long) config.heads() * config.headWidth());
    }

    /** One new position: the query heads of a group stand as several queries of their key head, so that the cache is not copied per query head. */
    Tensor oneQuery(Tensor q, KvCache.Entry seen, boolean local) {
        long group = config.heads() / config.kvHeads();
        Tensor grouped = q.view(1, config.kvHeads(), group, config.headWidth());
        KvCache.Entry near = local && bounds != null ? seen.last(bounds.window()) : seen;
        return attend(grouped, near.keys(), near.values(), 0).reshape(1, (long) config.heads() * config.headWidth());
    }

    /** The only text, as the cache takes it: [1, heads, length, headWidth]. */
    static Tensor text(Tensor x) {
        return x.unsqueeze(0).transpose(1, 2);
    }

    private Tensor texts(Tensor x, TextRun run) {
        return x.view(run.texts(), run.length(), -1, config.headWidth()).transpose(1, 2);
    }

    /** @param window positions that each may look back at, its own included; 0 when all may look at everything */
    private Tensor attend(Tensor q, Tensor k, Tensor v, long window) {
        if (bounds != null && bounds.cap() > 0) {
            return capped(q, k, v, window, bounds);
        }
        boolean all = window == k.size(2);
        TensorOptional mask = window == 0 || all ? new TensorOptional() : new TensorOptional(mask(k.size(2), window));
        DoubleOptional scale =
                bounds == null ? new DoubleOptional() : new DoubleOptional(1 / Math.sqrt(bounds.queryScalar()));
        return torch.scaled_dot_product_attention(q, k, v, mask, 0, all, scale, false);
    }

    /** Written out, as no attention of the library keeps scores within bounds: softmax(cap · tanh(q·kᵀ / √scalar / cap))·v. */
    private Tensor capped(Tensor q, Tensor k, Tensor v, long window, AttentionBounds bounded) {
        Scalar cap = new Scalar(bounded.cap());
        Tensor scores = q.matmul(k.transpose(2, 3)).mul(new Scalar(1 / Math.sqrt(bounded.queryScalar())));
        scores = scores.div(cap).tanh().mul(cap);
        if (window > 0) {
            scores = scores.add(mask(k.size(2), window));
        }
        return placement.rounded(torch.softmax(placement.exact(scores), -1)).matmul(v);
    }

    /** Nothing where a position may look, minus infinity where it may not: at what follows, and at what lies further back than the window. */
    private Tensor mask(long length, long window) {
        Tensor never = placement.room(length, length).fill_(new Scalar(Double.NEGATIVE_INFINITY));
        return never.triu(1).add(never.tril(-window));
    }

    private Tensor repeat(Tensor x) {
        long group = config.heads() / config.kvHeads();
        if (group == 1) {
            return x;
        }
        long texts = x.size(0);
        long length = x.size(2);
        return x.unsqueeze(2)
                .expand(texts, config.kvHeads(), group, length, config.headWidth())
                .reshape(texts, config.heads(), length, config.headWidth());
    }
}
