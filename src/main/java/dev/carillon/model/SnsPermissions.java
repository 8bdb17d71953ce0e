package dev.carillon.model;

/** What a credential may do: {@code can_publish}, {@code can_receive}, {@code can_manage} of the management API. */
public record SnsPermissions(boolean canPublish, boolean canReceive, boolean canManage) {
    public boolean allows(Permission permission) {
        return switch (permission) {
            case PUBLISH -> canPublish;
            case RECEIVE -> canReceive;
            case MANAGE -> canManage;
        };
    }
}
