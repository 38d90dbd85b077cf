package io.basiswatch.local.e2e;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** The receipts of what an asset's series say now, and what comes of having them verified by the running system. */
final class ServedReceipts {
    private ServedReceipts() {}

    /** Those of the newest values of a resolution. */
    static List<JsonObject> newest(RunningStack stack, String asset, String resolution) {
        return stack.get("/v1/assets/" + asset + "/snapshot?resolution=" + resolution).stream()
                .flatMap(body -> new JsonObject(body).getJsonArray("data").stream())
                .map(value -> ((JsonObject) value).getString("receipt"))
                .flatMap(link -> stack.get(link).stream())
                .map(JsonObject::new)
                .toList();
    }

    /** The verdict on a receipt. */
    static JsonObject verdict(RunningStack stack, JsonObject receipt) {
        return stack.post("/v1/verify", receipt.encode()).map(JsonObject::new).orElse(new JsonObject());
    }

    /** The same receipt of the next number there is. */
    static JsonObject changed(JsonObject receipt) {
        return receipt.copy().put("value", Math.nextUp(receipt.getDouble("value")));
    }
}
