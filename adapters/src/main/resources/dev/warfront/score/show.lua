-- Shows committed totals of one war. KEYS: totals, scores. ARGV: epoch, last_seq, prev_seq, whole (0 or 1), number of
-- arguments that follow for totals, then names and values for totals, then players and points.
-- Answers 1 when the view is as new as this or newer, 0 when something before this is missing in it.
local epoch, last, prev, whole = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1'
local shown = redis.call('hmget', KEYS[1], 'epoch', 'last_seq')
local shown_epoch, shown_last = tonumber(shown[1] or nil), tonumber(shown[2] or nil)

if shown_last and (shown_epoch > epoch or (shown_epoch == epoch and shown_last >= last)) then
    return 1
end
if whole then
    redis.call('del', KEYS[1], KEYS[2])
elseif prev > 0 and (not shown_last or shown_epoch < epoch or shown_last < prev) then
    return 0
end

-- hset takes many pairs at once, but Lua only so many arguments
local function set(key, from, to)
    local i = from
    while i <= to do
        local upto = math.min(i + 999, to)
        redis.call('hset', key, unpack(ARGV, i, upto))
        i = upto + 1
    end
end

local totals = 5 + tonumber(ARGV[5])
redis.call('hset', KEYS[1], 'epoch', ARGV[1], 'last_seq', ARGV[2])
set(KEYS[1], 6, totals)
set(KEYS[2], totals + 1, #ARGV)
-- hot tier: five minutes, a little different for each war
local ttl = 270 + last % 61
redis.call('expire', KEYS[1], ttl)
redis.call('expire', KEYS[2], ttl)
return 1
