package dev.carillon.sns.action;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.reply.ResultWriter;
import dev.carillon.sns.wire.request.PageToken;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How one kind of thing is listed: a hundred a page, in the order in which they were made. Immutable; a token that is not of
 * this list is a fault.
 *
 * @param name what is listed, and whose: a token of one list is none of another
 * @param element of the result, in which the page stands
 * @param place where in the list a thing is
 * @param form writes a thing
 */
public record Listing<T>(String name, String element, Function<T, PageToken> place, BiConsumer<ResultWriter, T> form) {
    private static final int PAGE = 100;

    /** Behind which place the page begins that a call asks for. */
    public Checked<PageToken> from(SnsCall call) {
        return PageToken.read(call.request(), name);
    }

    /**
     * The reply with one page.
     *
     * @param rest what is behind the place that the call asks for, in the list's order; no more is taken of it than the
     *     page holds, and one
     */
    public byte[] page(SnsCall call, Stream<T> rest) {
        List<T> oneMore = rest.limit(PAGE + 1).toList();
        List<T> shown = oneMore.subList(0, Math.min(PAGE, oneMore.size()));
        return call.result(result -> {
            result.list(element, shown, form);
            if (oneMore.size() > PAGE) {
                result.text("NextToken", place.apply(shown.get(PAGE - 1)).text(name));
            }
        });
    }
}
