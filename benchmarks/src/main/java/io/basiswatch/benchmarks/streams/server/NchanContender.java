package io.basiswatch.benchmarks.streams.server;

import io.basiswatch.benchmarks.streams.client.StreamRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** nchan in nginx with one worker: one channel, no keys, no filters. */
public final class NchanContender implements Contender {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final Program program;
    private final HttpPublisher publisher;

    private NchanContender(int port, Program program) throws IOException {
        this.port = port;
        this.program = program;
        this.publisher = new HttpPublisher(port, "/publish");
    }

    /** Whether it is installed. */
    public static boolean isThere() {
        return Files.isExecutable(NGINX) && Files.isReadable(MODULE);
    }

    public static NchanContender start(Path folder) throws IOException {
        int port = Program.freePort();
        Path config = Files.writeString(folder.resolve("nchan.conf"), config(port, folder));
        Program program = Program.start("nchan", List.of(NGINX.toString(), "-c", config.toString()), Map.of(), folder)
                .await(PATIENCE, () -> Program.accepts(port));
        return new NchanContender(port, program);
    }

    private static String config(int port, Path folder) {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        return """
                load_module %s;
                %s
                daemon off;
                worker_processes 1;
                worker_rlimit_nofile 20000;
                pid %s/nchan.pid;
                error_log stderr warn;
                events { worker_connections 19000; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  nchan_shared_memory_size 256m;
                  server {
                    listen 127.0.0.1:%d backlog=4096;
                    location = /subscribe {
                      nchan_subscriber eventsource;
                      nchan_channel_id events;
                      nchan_subscriber_first_message newest;
                    }
                    location = /publish {
                      nchan_publisher;
                      nchan_channel_id events;
                      nchan_message_buffer_length 1000;
                      nchan_message_timeout 1m;
                    }
                  }
                }
                """.formatted(MODULE, isRoot ? "user root;" : "", folder, port);
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public StreamRequest request() {
        return StreamRequest.of(port, "/subscribe", Map.of());
    }

    @Override
    public void publish(PublishedEvent event) throws IOException {
        publisher.publish(event.data());
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public boolean isJvm() {
        return false;
    }

    @Override
    public void close() throws IOException {
        publisher.close();
        program.close();
    }
}
