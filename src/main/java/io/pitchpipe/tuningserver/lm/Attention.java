package io.pitchpipe.tuningserver.lm;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Grouped-query attention: every key-value head serves several query heads. Queries, keys and values come as [length, heads, headWidth], of all texts one behind the other. */
final class Attention {

    private final ModelConfig config;

    Attention(ModelConfig config) {
        this.config = config;
    }

    /** Every position looks at itself and at what stands before it in its own text. Gives [length, heads·headWidth]. */
    Tensor causal(Tensor q, Tensor k, Tensor v, List<TextRun> runs) {
        if (runs.size() == 1) {
            return causal(q, k, v, runs.getFirst());
        }
        TensorVector mixed = new TensorVector();
        long from = 0;
        for (TextRun run : runs) {
            long tokens = run.tokens();
            mixed.push_back(
                    causal(q.narrow(0, from, tokens), k.narrow(0, from, tokens), v.narrow(0, from, tokens), run));
            from += tokens;
        }
        return torch.cat(mixed, 0);
    }

    private Tensor causal(Tensor q, Tensor k, Tensor v, TextRun run) {
        Tensor mixed = attend(texts(q, run), repeat(texts(k, run)), repeat(texts(v, run)), true);
        return mixed.transpose(1, 2).reshape(run.tokens(), (long) config.heads() * config.headWidth());
    }

    /** One new position: the query heads of a group stand as several queries of their key head, so that the cache is not copied per query head. */
    Tensor oneQuery(Tensor q, KvCache.Entry seen) {
        long group = config.heads() / config.kvHeads();
        Tensor grouped = q.view(1, config.kvHeads(), group, config.headWidth());
        return attend(grouped, seen.keys(), seen.values(), false)
                .reshape(1, (long) config.heads() * config.headWidth());
    }

    /** The only text, as the cache takes it: [1, heads, length, headWidth]. */
    static Tensor text(Tensor x) {
        return x.unsqueeze(0).transpose(1, 2);
    }

    private Tensor texts(Tensor x, TextRun run) {
        return x.view(run.texts(), run.length(), -1, config.headWidth()).transpose(1, 2);
    }

    private static Tensor attend(Tensor q, Tensor k, Tensor v, boolean causal) {
        return torch.scaled_dot_product_attention(
                q, k, v, new TensorOptional(), 0, causal, new DoubleOptional(), false);
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
