package io.basiswatch.benchmarks.hello;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The endpoint that Quarkus' own starter generates, and the same one without its hop to a worker thread. */
@Path("/hello")
public class HelloResource {
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String hello() {
        return "Hello from Quarkus REST";
    }

    @GET
    @Path("/event-loop")
    @NonBlocking
    @Produces(MediaType.TEXT_PLAIN)
    public String onTheEventLoop() {
        return "Hello from Quarkus REST";
    }
}
