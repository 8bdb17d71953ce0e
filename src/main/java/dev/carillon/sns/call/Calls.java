package dev.carillon.sns.call;

import dev.carillon.listener.AddressLimits;
import dev.carillon.model.Credential;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.QueryRequest;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes of a request that has arrived a call that may be carried out, and has it carried out: who calls, what, and
 * whether that is allowed, in this order, so that a stranger learns nothing of what there is. Belongs to one event loop.
 */
public final class Calls {
    private final RequestAuthenticator authenticator;
    private final AddressLimits addresses;
    private final Function<SnsCall, Future<SnsReply>> actions;

    public Calls(
            RequestAuthenticator authenticator, AddressLimits addresses, Function<SnsCall, Future<SnsReply>> actions) {
        this.authenticator = authenticator;
        this.addresses = addresses;
        this.actions = actions;
    }

    /** Answers a request; what is refused is an answer too. */
    public Future<SnsReply> answer(WireRequest request, RequestTrail trail) {
        Authentication authentication = authenticator.authenticate(request.signed());
        if (authentication instanceof Authentication.Authenticated known) {
            trail.calledBy(known.caller().accessKey());
            return call(request, known.caller(), trail);
        }
        if (authentication instanceof Authentication.Anonymous anonymous) {
            return unsignedCall(request, anonymous.fault(), trail);
        }
        Authentication.Rejected stranger = (Authentication.Rejected) authentication;
        trail.claimedBy(stranger.accessKey(), stranger.detail());
        return rejected(stranger.fault(), trail);
    }

    private Future<SnsReply> call(WireRequest request, Credential caller, RequestTrail trail) {
        return request.parameters()
                .then(parameters -> parameters.action().then(action -> {
                    trail.asksFor(action);
                    return action.isAllowed(caller.permissions())
                            ? Checked.valid(toCall(request, action, parameters, Optional.of(caller), trail))
                            : Checked.<SnsCall>invalid(SnsFault.accessDenied());
                }))
                .fold(actions, fault -> refused(fault, trail));
    }

    /** The links in messages are unsigned GETs of two actions; everything else needs a signature. */
    private Future<SnsReply> unsignedCall(WireRequest request, SnsFault fault, RequestTrail trail) {
        if (!request.isGet()) {
            return rejected(fault, trail);
        }
        return request.parameters()
                .then(parameters ->
                        parameters.action().map(action -> toCall(request, action, parameters, Optional.empty(), trail)))
                .fold(
                        call -> call.action().mayBeUnsigned()
                                ? actions.apply(call).onSuccess(reply -> countGuess(call, reply, trail))
                                : rejected(fault, trail),
                        unreadable -> rejected(fault, trail));
    }

    /** A link's token stands in for a signature: a wrong one counts as a wrong signature does. */
    private void countGuess(SnsCall call, SnsReply reply, RequestTrail trail) {
        boolean isWrong = reply.fault()
                .map(SnsFault::code)
                .filter(SnsErrorCode.INVALID_PARAMETER::equals)
                .isPresent();
        if (isWrong && call.action() == SnsAction.CONFIRM_SUBSCRIPTION) {
            addresses.countFailure(trail.address());
        }
    }

    private static SnsCall toCall(
            WireRequest request,
            SnsAction action,
            QueryRequest parameters,
            Optional<Credential> caller,
            RequestTrail trail) {
        trail.asksFor(action);
        return new SnsCall(action, parameters, caller, trail.requestId(), request.traceParent(), trail.protocol());
    }

    private Future<SnsReply> rejected(SnsFault fault, RequestTrail trail) {
        addresses.countFailure(trail.address());
        return refused(fault, trail);
    }

    private static Future<SnsReply> refused(SnsFault fault, RequestTrail trail) {
        return Future.succeededFuture(trail.refused(fault));
    }
}
