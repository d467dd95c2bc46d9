package dev.warfront.app;

import dev.warfront.testing.BlockHoundIsAwake;

class BlockHoundTest extends BlockHoundIsAwake {}
