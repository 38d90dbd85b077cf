package io.basiswatch.gateway.admin;

import java.util.Optional;

/**
 * Who uses the admin plane, as far as the credential tells.
 *
 * @param owner whose keys alone it may see and change; all keys, where it is empty
 */
record Operator(Optional<String> owner) {
    /** As the audit log names it. */
    String name() {
        return owner.map(only -> "owner:" + only).orElse("operator");
    }
}
