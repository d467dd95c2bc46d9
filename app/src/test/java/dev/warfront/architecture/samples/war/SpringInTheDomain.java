package dev.warfront.architecture.samples.war;

import org.springframework.core.annotation.Order;

@Order(1) // no stereotype: the development run scans the tests as well
class SpringInTheDomain {}
