package dev.carillon.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Region;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;

/**
 * A call that has been authenticated, to a region that exists, with its body read.
 *
 * @param pathId the last element of the path, where the path ends with an identity
 */
record Call(ApiKey key, Region region, String pathId, MultiMap query, ObjectNode body) {
    Call withBody(ObjectNode read) {
        return new Call(key, region, pathId, query, read);
    }

    Arguments arguments() {
        return new Arguments(query, body);
    }

    ProjectScope scope(ProjectId project) {
        return new ProjectScope(project, region);
    }

    /** The refusal of bad arguments, or else of a project that the key does not cover; empty when the call may go on. */
    Optional<RestReply> refusal(Arguments arguments, Optional<ProjectId> project, Action action) {
        List<InvalidArgument> invalid = arguments.invalid();
        if (!invalid.isEmpty()) {
            return Optional.of(RestError.invalidArguments(invalid));
        }
        return project.filter(id -> !key.covers(id)).map(id -> RestError.permissionsDenied(action));
    }
}
