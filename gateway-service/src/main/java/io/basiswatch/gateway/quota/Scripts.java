package io.basiswatch.gateway.quota;

/** What Redis does in one step. Each script has one key, or keys that it only reads beside it. */
final class Scripts {
    /**
     * {@link Window#lease}: key is the window; arguments are the quota, what is wanted, then slot and count of each return.
     * Answers granted, left, slot, milliseconds until the slot ends and until there is more.
     */
    static final String LEASE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local width, kept, caution = %d, %d, %d
            local window, quota, want = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
            local state = redis.call('HMGET', window, 'newest', 'oldest', 'total')
            local slot = math.floor(now / width)
            local newest = tonumber(state[1] or slot)
            local oldest = tonumber(state[2] or slot)
            local total = tonumber(state[3] or 0)
            if newest > slot then slot = newest end
            if slot - newest >= kept then
              redis.call('DEL', window)
              total = 0
            else
              for each = newest + 1, slot do
                local used = redis.call('HGET', window, each %% kept)
                if used then
                  total = total - used
                  redis.call('HDEL', window, each %% kept)
                end
              end
            end
            for i = 3, #ARGV, 2 do
              local when = tonumber(ARGV[i])
              if when > slot - kept and when <= slot then
                local back = math.min(tonumber(ARGV[i + 1]), tonumber(redis.call('HGET', window, when %% kept) or 0))
                if back > 0 then
                  redis.call('HINCRBY', window, when %% kept, -back)
                  total = total - back
                end
              end
            end
            local left = math.max(0, quota + math.floor(quota / (kept - 1)) - total)
            local granted = math.min(want, left, math.max(1, math.floor(left / caution)))
            if granted > 0 then
              redis.call('HINCRBY', window, slot %% kept, granted)
              total = total + granted
            end
            if total == 0 then oldest = slot else oldest = math.max(oldest, slot - kept + 1) end
            while oldest < slot and tonumber(redis.call('HGET', window, oldest %% kept) or 0) == 0 do
              oldest = oldest + 1
            end
            redis.call('HSET', window, 'newest', slot, 'oldest', oldest, 'total', total)
            redis.call('PEXPIRE', window, width * (kept + 4))
            return {granted, left - granted, slot, (slot + 1) * width - now, (oldest + kept) * width - now}
            """.formatted(Window.SLOT_MILLIS, Window.KEPT, Window.CAUTION);

    /**
     * One more place for a stream: keys are the places of the subject by gateway, and the gateways that are alive; arguments
     * are this gateway, how many places it has taken with this one, and the limit. Answers 1, or 0 where there is none.
     */
    static final String PLACE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local taken = tonumber(ARGV[2])
            local places = redis.call('HGETALL', KEYS[1])
            for i = 1, #places, 2 do
              if places[i] ~= ARGV[1] then
                local until_when = redis.call('ZSCORE', KEYS[2], places[i])
                if until_when and tonumber(until_when) > now then
                  taken = taken + places[i + 1]
                else
                  redis.call('HDEL', KEYS[1], places[i])
                end
              end
            end
            if taken > tonumber(ARGV[3]) then return 0 end
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            redis.call('EXPIRE', KEYS[1], 86400)
            return 1
            """;

    /**
     * A sign of life: key is the gateways that are alive; arguments are this gateway and for how many milliseconds it counts as
     * alive. Answers how many there are, and whether this one was among them.
     */
    static final String ALIVE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
            redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
            return {redis.call('ZCARD', KEYS[1]), known and 1 or 0}
            """;

    private Scripts() {}
}
