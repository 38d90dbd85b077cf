package io.basiswatch.indicator.stream;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who this process is among those that share the partitions of the log. */
@ConfigMapping(prefix = "indicator.group")
interface GroupConfig {
    /**
     * A name that stays the same when the process is started again: its partitions wait for it then, for as long as a process may
     * be silent. Two processes must not have the same. Without one each start is a new member.
     */
    Optional<String> id();
}
