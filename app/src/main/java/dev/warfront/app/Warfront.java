package dev.warfront.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The program. What it is made of is found by scan under `dev.warfront`.
@SpringBootApplication(scanBasePackages = "dev.warfront")
public class Warfront {

    public static void main(String[] args) {
        SpringApplication.run(Warfront.class, args);
    }
}
